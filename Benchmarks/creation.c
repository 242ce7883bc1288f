// Creates and ends threads, programs or forked copies, as the `spawn` workload does; prints microseconds per creation.
#define _GNU_SOURCE
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *nothing(void *argument) { return argument; }

static void create(const char *kind) {
  if (!strcmp(kind, "thread")) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, nothing, NULL) != 0) exit(1);
    pthread_join(thread, NULL);
    return;
  }
  pid_t pid = 0;
  char *const arguments[] = {"/bin/true", NULL};
  if (!strcmp(kind, "spawn")) {
    if (posix_spawn(&pid, arguments[0], NULL, NULL, arguments, environ) != 0) exit(1);
  } else if ((pid = fork()) == 0) {
    _exit(0);
  }
  if (pid < 0 || waitpid(pid, NULL, 0) != pid) exit(1);
}

int main(int argc, char **argv) {
  if (argc < 4) return fprintf(stderr, "usage: creation thread|spawn|fork OPERATIONS BYTES\n"), 64;
  long operations = atol(argv[2]);
  size_t bytes = strtoull(argv[3], NULL, 10);
  char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return perror("mmap"), 1;
  madvise(memory, bytes, MADV_NOHUGEPAGE);
  for (size_t page = 0; page < bytes; page += 4096) memory[page] = 1;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (long i = 0; i < operations; i++) create(argv[1]);
  clock_gettime(CLOCK_MONOTONIC, &end);
  double seconds = end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9;
  printf("%.3f\n", seconds * 1e6 / operations);
}
