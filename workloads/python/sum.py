"""Add up the integers 1..LIMIT in plain Python: in turn, in threads, or in processes."""

import argparse

import shares


def add_range(first, end):
    """The sum of first+1..end, one addition at a time: the loop is the work."""
    total = 0
    for number in range(first + 1, end + 1):
        total += number
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=shares.positive, default=100000000)
    shares.add_arguments(parser)
    options = parser.parse_args()

    shares.describe_interpreter()
    parts = shares.run(options.strategy, add_range, shares.bounds(options.limit, options.workers))
    print("sum: %d" % sum(parts))


if __name__ == "__main__":
    main()
