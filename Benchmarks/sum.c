// The sum of 1..N with the same optimisation barrier as the `cpu` workload; prints seconds and the sum.
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  int64_t limit = argc > 1 ? atoll(argv[1]) : 4000000000;
  struct timespec start, end;
  int64_t total = 0, number = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
  while (number < limit) {
    number++;
    total += number;
    __asm__ volatile("" : "+r"(total));
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.9f %" PRId64 "\n",
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9, total);
}
