"""Read a file block by block and verify every block: in turn, in threads, or in processes.

lay-out writes the file, prepare brings the page cache into the state that is asked for, read does the work.
"""

import argparse
import hashlib
import mmap
import os
import random
import struct
import sys
import zlib

import shares

# Each block: its number, the checksum of its body, and a body that differs from block to block and does not compress.
HEADER = struct.Struct("<QQ")
PAGE = 4096


class BadFile(Exception):
    """The file is not what lay-out writes, or cannot be read in the way that was asked for."""


def body(number, length):
    return hashlib.shake_128(b"profile block %d" % number).digest(length)


def lay_out(options):
    """Write the file under another name, force it to storage, then rename it: a broken-off run leaves no half file."""
    unfinished = options.file + ".unfinished"
    with open(unfinished, "wb") as file:
        for number in range(options.size // options.block_size):
            content = body(number, options.block_size - HEADER.size)
            file.write(HEADER.pack(number, zlib.crc32(content)))
            file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.rename(unfinished, options.file)


def prepare(options):
    """Before each trial: cold drops the file's pages from the page cache, warm reads them all into it."""
    descriptor = os.open(options.file, os.O_RDONLY)
    try:
        if options.cache == "cold":
            os.fsync(descriptor)  # a page that still waits to be written cannot be dropped
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        elif options.cache == "warm":
            while os.read(descriptor, 1 << 20):
                pass
    finally:
        os.close(descriptor)


def read(options):
    shares.describe_interpreter()
    count = options.size // options.block_size
    found = os.stat(options.file).st_size
    if found != count * options.block_size:
        raise BadFile("%s holds %d bytes instead of %d" % (options.file, found, count * options.block_size))
    work = [
        (options.file, options.block_size, options.cache == "direct", options.access == "random", first, end)
        for first, end in shares.bounds(count, options.workers)
    ]
    results = shares.run(options.strategy, read_share, work)
    print("bytes: %d" % (sum(blocks for blocks, _ in results) * options.block_size))
    print("blocks: %d" % sum(numbers for _, numbers in results))


def read_share(path, block_size, direct, shuffled, first, end):
    """Read the blocks first..<end; gives how many were intact and the sum of their numbers, counted from 1."""
    order = list(range(first, end))
    if shuffled:
        random.Random(first).shuffle(order)
    numbers = 0
    buffer = mmap.mmap(-1, block_size)  # page-aligned, as O_DIRECT wants it
    descriptor = open_for_reading(path, direct)
    try:
        if not direct:
            # No read-ahead beyond the blocks that are asked for, so that random access stays random.
            advice = os.POSIX_FADV_RANDOM if shuffled else os.POSIX_FADV_SEQUENTIAL
            os.posix_fadvise(descriptor, 0, 0, advice)
        for number in order:
            if os.preadv(descriptor, [buffer], number * block_size) != block_size:
                raise BadFile("block %d of %s could not be read whole" % (number, path))
            verify(buffer, number, path)
            numbers += number + 1
    finally:
        os.close(descriptor)
    return len(order), numbers


def open_for_reading(path, direct):
    try:
        return os.open(path, os.O_RDONLY | (os.O_DIRECT if direct else 0))
    except OSError as error:
        if not direct:
            raise
        raise BadFile(
            "%s cannot be opened with O_DIRECT (%s); choose another directory, or cache=cold" % (path, error.strerror)
        )


def verify(block, number, path):
    found, checksum = HEADER.unpack_from(block)
    if found != number or checksum != zlib.crc32(memoryview(block)[HEADER.size :]):
        raise BadFile("block %d of %s is not what was written there" % (number, path))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("lay-out", "prepare", "read"))
    parser.add_argument("--file", required=True)
    parser.add_argument("--size", type=shares.positive, default=512 << 20, help="bytes")
    parser.add_argument("--block-size", type=shares.positive, default=1 << 20, help="bytes")
    parser.add_argument("--access", choices=("random", "sequential"), default="random")
    parser.add_argument("--cache", choices=("direct", "cold", "warm"), default="direct")
    shares.add_arguments(parser)
    options = parser.parse_args()
    if options.block_size % PAGE != 0:
        parser.error("--block-size must be a multiple of %d" % PAGE)
    if options.size % options.block_size != 0:
        parser.error("--size must be a multiple of --block-size")

    action = {"lay-out": lay_out, "prepare": prepare, "read": read}[options.action]
    try:
        action(options)
    except (BadFile, OSError, shares.WorkerDied) as error:
        sys.exit("file_read.py: %s" % error)


if __name__ == "__main__":
    main()
