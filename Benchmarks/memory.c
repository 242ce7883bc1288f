// Reads a buffer of 64-bit words from end to end, PASSES times, as the `memory` workload does; prints seconds and the sum.
#define _GNU_SOURCE
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

int main(int argc, char **argv) {
  size_t words = (argc > 1 ? strtoull(argv[1], NULL, 10) : 1 << 28) / 8;
  uint64_t passes = argc > 2 ? strtoull(argv[2], NULL, 10) : 32;
  uint64_t *buffer = mmap(NULL, words * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffer == MAP_FAILED) return perror("mmap"), 1;
  for (size_t i = 0; i < words; i++) buffer[i] = i + 1;
  struct timespec start, end;
  __int128 check = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (uint64_t pass = 1; pass <= passes; pass++)
    for (size_t block = 0; block < words; block += 8192) {
      size_t last = block + 8192 < words ? block + 8192 : words;
      uint64_t total = 0;
      for (size_t i = block; i < last; i++) total += buffer[i] ^ pass;
      __asm__ volatile("" : "+r"(total) : : "memory");
      check += total;
    }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.9f %" PRIx64 "%016" PRIx64 "\n",
         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
         (uint64_t)(check >> 64), (uint64_t)check);
}
