#!/usr/bin/env python3
"""Reference values for the statistics of Analysis, from scipy and numpy.

Writes reference.json beside itself. Every figure comes from a library function, or from inverting one
(the intervals: all shifts that the library's exact test does not reject), never from the formulas under test.
Made with scipy 1.17.1 and numpy 2.4.6.
"""

import json
import pathlib

import numpy
import scipy
from scipy import optimize, stats

ALPHA = 0.05


def inverted(candidates, p_value):
    """The ends of {shift: p_value(shift) > ALPHA}: they lie at candidates, where the statistic jumps."""
    steps = numpy.unique(candidates)
    # Beyond the outermost candidates the p-value is the smallest of all; when even that is above
    # ALPHA, there is no interval.
    if p_value(steps[0] - 1) > ALPHA:
        return None
    middles = (steps[1:] + steps[:-1]) / 2
    kept = [index for index, shift in enumerate(middles) if p_value(shift) > ALPHA]
    return [float(steps[kept[0]]), float(steps[kept[-1] + 1])] if kept else None


def walsh(values):
    rows, columns = numpy.triu_indices(len(values))
    return (values[rows] + values[columns]) / 2


def sample_case(name, values):
    test = stats.quantile_test(values, q=float(numpy.median(values)), p=0.5)
    interval = test.confidence_interval(1 - ALPHA)
    ends = [float(interval.low), float(interval.high)]
    lower, upper = numpy.percentile(values, [25, 75])
    return {
        "name": name,
        "values": values.tolist(),
        "median": float(numpy.median(values)),
        "quartiles": [float(lower), float(upper)],
        "medianInterval": None if numpy.isnan(ends).any() else ends,
    }


def paired_case(name, numerators, denominators):
    logs = numpy.log(numerators / denominators)
    n = len(logs)

    def ranks(shift, side="two-sided"):
        method = "exact" if n <= 50 else "asymptotic"
        return stats.wilcoxon(logs - shift, alternative=side, correction=True, method=method).pvalue

    def student(shift, side="two-sided"):
        return stats.ttest_1samp(logs, shift, alternative=side).pvalue if n > 2 else 1.0

    def both_sides(p_value):
        low, high = p_value(numpy.log(1.02), "greater"), p_value(numpy.log(0.98), "less")
        return float(min(1, 2 * min(low, high)))

    def chosen(of):
        """Student's below 6 pairs, and where all ranks agree, so that their test can say no more."""
        if n < 6:
            return of(student)
        return min(of(ranks), of(student)) if of(ranks) <= 2 / 2**n * (1 + 1e-9) else of(ranks)

    if n < 3:
        interval = None
    elif n < 6:
        interval = stats.t.interval(0.95, n - 1, numpy.mean(logs), stats.sem(logs))
    else:
        interval = inverted(walsh(logs), ranks)
    return {
        "name": name,
        "numerators": numerators.tolist(),
        "denominators": denominators.tolist(),
        "ratio": float(numpy.exp(numpy.median(walsh(logs)) if n >= 6 else numpy.mean(logs))),
        "interval": None if interval is None else numpy.exp(interval).tolist(),
        "pValue": float(chosen(lambda p_value: p_value(0))),
        "pValueBeyond2Percent": chosen(both_sides),
    }


def unpaired_case(name, first, second):
    differences = numpy.subtract.outer(numpy.log(first), numpy.log(second)).ravel()

    def p_value(shift):
        method = "exact" if len(first) * len(second) <= 2500 else "asymptotic"
        return stats.mannwhitneyu(numpy.log(first) - shift, numpy.log(second), method=method).pvalue

    interval = inverted(differences, p_value)
    u = stats.mannwhitneyu(first, second).statistic
    return {
        "name": name,
        "first": first.tolist(),
        "second": second.tolist(),
        "ratio": float(numpy.exp(numpy.median(differences))),
        "interval": interval and numpy.exp(interval).tolist(),
        "cliffsDelta": float(2 * u / (len(first) * len(second)) - 1),
    }


def amdahl(n, sigma, gamma):
    return gamma * n / (1 + sigma * (n - 1))


def usl(n, sigma, kappa, gamma):
    return gamma * n / (1 + sigma * (n - 1) + kappa * n * (n - 1))


def fit_case(name, law, workers, throughputs, start):
    workers, throughputs = numpy.asarray(workers, float), numpy.asarray(throughputs, float)
    law_function = {"amdahl": amdahl, "usl": usl}[law]
    found, covariance = optimize.curve_fit(law_function, workers, throughputs, p0=start, xtol=1e-14, ftol=1e-14)
    errors = numpy.sqrt(numpy.diag(covariance))
    critical = stats.t.ppf(1 - ALPHA / 2, len(workers) - len(found))
    residuals = throughputs - law_function(workers, *found)
    explained = 1 - (residuals**2).sum() / ((throughputs - throughputs.mean()) ** 2).sum()
    names = ["sigma", "gamma"] if law == "amdahl" else ["sigma", "kappa", "gamma"]
    return {
        "name": name,
        "law": law,
        "workers": workers.tolist(),
        "throughputs": throughputs.tolist(),
        "parameters": {
            key: [float(value), float(value - critical * error), float(value + critical * error)]
            for key, value, error in zip(names, found, errors)
        },
        "goodnessOfFit": float(explained),
    }


def main():
    random = numpy.random.default_rng(20250101)
    samples, paired, unpaired = [], [], []
    for n in [1, 2, 5, 6, 7, 8, 9, 10, 15, 20, 30, 51, 120, 1500]:
        samples.append(sample_case(f"log-normal, n = {n}", numpy.exp(random.normal(0, 0.3, n))))
    samples.append(sample_case("ties", numpy.round(random.normal(5, 1, 25), 0)))
    samples.append(sample_case("constant", numpy.full(12, 3.5)))
    for n in [1, 5, 6, 7, 8, 10, 15, 30, 50, 120]:
        base = random.normal(1, 0.02, n)
        paired.append(paired_case(f"ratio 0.97, n = {n}", 0.97 * random.normal(1, 0.02, n), base))
    paired.append(paired_case("ratio 1.94, bimodal", 1.94 * (1 + 0.1 * (random.random(12) < 0.3)
                              + random.normal(0, 0.01, 12)), random.normal(1, 0.01, 12)))
    for n, m in [(1, 1), (2, 2), (3, 3), (3, 5), (4, 4), (6, 9), (10, 10), (15, 30), (60, 70)]:
        unpaired.append(unpaired_case(f"n = {n}, m = {m}", 1.1 * numpy.exp(random.normal(0, 0.05, n)),
                                      numpy.exp(random.normal(0, 0.05, m))))
    n = numpy.array([1, 2, 4, 8, 16, 32.0])
    fits = [
        fit_case("usl, noise 1 %", "usl", n, usl(n, 0.05, 0.002, 1) * random.normal(1, 0.01, 6), [0.1, 0.01, 1]),
        fit_case("usl, in units of 16,000", "usl", n, usl(n, 0.2, 0.0008, 16000) * random.normal(1, 0.01, 6),
                 [0.1, 0.001, 16000]),
        fit_case("amdahl, noise 1 %", "amdahl", n, amdahl(n, 0.1, 1) * random.normal(1, 0.01, 6), [0.1, 1]),
        fit_case("amdahl, flat", "amdahl", n, random.normal(1, 0.01, 6), [0.9, 1]),
        fit_case("usl, negative kappa", "usl", n, n * random.normal(1, 0.01, 6), [0.01, 0.0001, 1]),
    ]
    for n in [2, 3, 4, 5]:
        base = random.normal(1, 0.02, n)
        paired.append(paired_case(f"ratio 0.7, n = {n}", 0.7 * random.normal(1, 0.02, n), base))
    t = [[freedom, float(stats.t.ppf(1 - alpha / 2, freedom)), alpha]
         for freedom in [1, 2, 3, 5, 10, 30, 200] for alpha in [0.05, 0.001]]
    reference = {"numpy": numpy.__version__, "scipy": scipy.__version__, "samples": samples, "paired": paired,
                 "unpaired": unpaired, "fits": fits, "studentT": t}
    path = pathlib.Path(__file__).with_name("reference.json")
    path.write_text(json.dumps(reference, indent=1) + "\n")


main()
