// known-truth - a program whose behaviour is known beforehand, for the tests to measure.
//
// Each action says on standard output what the kernel must have seen: the CPU seconds and the seconds of sleep too, for
// a lock costs more, and a timer comes later, on a busy machine. CPU time is spent until the thread's own CPU
// clock says so, so that it is the same on a busy machine; the first process ends by itself after two minutes.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Uses the CPU in user mode for so long, of this thread's CPU time.
static void spin(double cpu) {
  double end = seconds(CLOCK_THREAD_CPUTIME_ID) + cpu;
  volatile unsigned sink = 0;
  while (seconds(CLOCK_THREAD_CPUTIME_ID) < end)
    for (int step = 0; step < 20000; step++) sink += (unsigned)step;
}

static double slept;

static void nap(double length) {
  struct timespec time = {(time_t)length, (long)((length - (double)(time_t)length) * 1e9)};
  while (nanosleep(&time, &time) != 0 && errno == EINTR) {}
}

// Sleeps in the first thread, and notes for how long: a timer may be late on a busy machine.
static void notedNap(double length) {
  double start = seconds(CLOCK_MONOTONIC);
  nap(length);
  slept += seconds(CLOCK_MONOTONIC) - start;
}

static double rusageSeconds(int who) {
  struct rusage usage;
  getrusage(who, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// What the kernel says of it to itself, just before its end.
static void tellTimes(void) {
  printf("cpu: %.6f\nslept: %.6f\n", rusageSeconds(RUSAGE_SELF) + rusageSeconds(RUSAGE_CHILDREN), slept);
}

static void must(int isRight, const char *what) {
  if (isRight) return;
  perror(what);
  exit(70);
}

static void *spinThread(void *cpu) {
  spin(*(double *)cpu);
  return NULL;
}

// Two threads that have a different amount of work.
static void uneven(double one, double other) {
  pthread_t threads[2];
  must(pthread_create(&threads[0], NULL, spinThread, &one) == 0, "pthread_create");
  must(pthread_create(&threads[1], NULL, spinThread, &other) == 0, "pthread_create");
  for (int index = 0; index < 2; index++) pthread_join(threads[index], NULL);
}

static void inThreads(int count, void *(*body)(void *), void *argument) {
  pthread_t threads[256];
  must(count > 0 && count <= 256, "threads: 1 to 256");
  for (int index = 0; index < count; index++)
    must(pthread_create(&threads[index], NULL, body, argument) == 0, "pthread_create");
  for (int index = 0; index < count; index++) pthread_join(threads[index], NULL);
}

// ---- A mutex that all wait for: held for 5 ms of CPU time, handed on fairly. ----

static pthread_mutex_t contended = PTHREAD_MUTEX_INITIALIZER;
static int holds;

static void *contend(void *unused) {
  (void)unused;
  for (int turn = 0; turn < holds; turn++) {
    pthread_mutex_lock(&contended);
    spin(0.005);
    pthread_mutex_unlock(&contended);
    // Who unlocks would lock again before a waiter has woken up.
    nap(0.0002);
  }
  return NULL;
}

static void mutex(int threads, int turns) {
  holds = turns;
  printf("lock: %p\n", (void *)&contended);
  fflush(stdout);
  inThreads(threads, contend, NULL);
}

// ---- Processes that wait for each other. ----

// A byte goes round; who has it spends some CPU time first. Each member reads once per round.
static void ring(int members, int rounds, double cpu) {
  int pipes[16][2];
  must(members > 1 && members <= 16, "members: 2 to 16");
  for (int index = 0; index < members; index++) must(pipe(pipes[index]) == 0, "pipe");
  for (int index = 0; index < members; index++) {
    pid_t child = fork();
    must(child >= 0, "fork");
    if (child > 0) continue;
    char byte = 'x';
    for (int round = 0; round < rounds; round++) {
      must(read(pipes[index][0], &byte, 1) == 1, "read");
      if (cpu > 0) spin(cpu);
      if (index == members - 1 && round == rounds - 1) break;
      must(write(pipes[(index + 1) % members][1], &byte, 1) == 1, "write");
    }
    _exit(0);
  }
  must(write(pipes[0][1], "x", 1) == 1, "write");
  for (int index = 0; index < members; index++) must(wait(NULL) > 0, "wait");
  printf("reads: %d\n", members * rounds);
}

// One after the other; they share the parent's address space where that is asked for, else each has its own to give back
// at its end, which takes the kernel about 0.1 ms.
static void children(int count, double cpu, int isShared) {
  for (int index = 0; index < count; index++) {
    pid_t child = isShared ? vfork() : fork();
    must(child >= 0, "fork");
    if (child == 0) {
      spin(cpu);
      _exit(0);
    }
    must(waitpid(child, NULL, 0) == child, "waitpid");
  }
}

// ---- Memory that children share, or have each for itself. ----

static void touch(volatile char *memory, size_t bytes) {
  for (size_t offset = 0; offset < bytes; offset += 4096) memory[offset] = 1;
}

static void *map(size_t bytes, int flags) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
  must(memory != MAP_FAILED, "mmap");
  return memory;
}

static void memory(int mebibytes, int count, int isShared, double length) {
  size_t bytes = (size_t)mebibytes << 20;
  void *shared = isShared ? map(bytes, MAP_SHARED) : NULL;
  for (int index = 0; index < count; index++) {
    pid_t child = fork();
    must(child >= 0, "fork");
    if (child > 0) continue;
    touch(isShared ? shared : map(bytes, MAP_PRIVATE), bytes);
    nap(length);
    _exit(0);
  }
  for (int index = 0; index < count; index++) must(wait(NULL) > 0, "wait");
}

// A child in this process's own memory.
static void shareWithChild(int mebibytes, double length) {
  size_t bytes = (size_t)mebibytes << 20;
  touch(map(bytes, MAP_PRIVATE), bytes);
  pid_t child = vfork();
  must(child >= 0, "vfork");
  if (child == 0) {
    nap(length);
    _exit(0);
  }
  must(waitpid(child, NULL, 0) == child, "waitpid");
}

static double orphanedMebibytes, orphanedLength;

static void *touchThread(void *unused) {
  (void)unused;
  nap(0.1);
  size_t bytes = (size_t)orphanedMebibytes << 20;
  touch(map(bytes, MAP_PRIVATE), bytes);
  nap(orphanedLength);
  exit(0);
}

// Memory of a thread that outlives the first one.
static void orphan(double mebibytes, double length) {
  pthread_t thread;
  orphanedMebibytes = mebibytes;
  orphanedLength = length;
  must(pthread_create(&thread, NULL, touchThread, NULL) == 0, "pthread_create");
  pthread_exit(NULL);
}

// ---- What a profiler must survive. ----

// A grandchild that has left the session, its parent gone, and works on.
static void daemonize(double length) {
  pid_t child = fork();
  must(child >= 0, "fork");
  if (child == 0) {
    setsid();
    if (fork() == 0) {
      spin(length);
      nap(60);
    }
    _exit(0);
  }
  must(waitpid(child, NULL, 0) == child, "waitpid");
}

static void bomb(void) {
  // Root has no limit on its processes, and alarms are not inherited: all give up at the same instant, or beyond a count.
  double end = seconds(CLOCK_MONOTONIC) + 20;
  int *made = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  must(made != MAP_FAILED, "mmap");
  while (seconds(CLOCK_MONOTONIC) < end) {
    if (__atomic_add_fetch(made, 1, __ATOMIC_SEQ_CST) > 2000) nap(1);
    else if (fork() < 0) nap(0.01);
  }
  _exit(0);
}

static void flood(double mebibytes) {
  static char block[1 << 20];
  memset(block, 'f', sizeof block);
  for (double done = 0; done < mebibytes; done++)
    if (write(1, block, sizeof block) < 0) exit(3);
}

// Answers every request of up to 63 connections at once: faster than whoever asks in an interpreted language.
static void serve(int port) {
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct pollfd sockets[64] = {{.fd = socket(AF_INET, SOCK_STREAM, 0), .events = POLLIN}};
  int on = 1, count = 1;
  setsockopt(sockets[0].fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  must(bind(sockets[0].fd, (struct sockaddr *)&address, sizeof address) == 0, "bind");
  must(listen(sockets[0].fd, 64) == 0, "listen");
  while (poll(sockets, (nfds_t)count, -1) > 0) {
    for (int index = count - 1; index > 0; index--) {
      char request[4096];
      if (sockets[index].revents == 0) continue;
      if (recv(sockets[index].fd, request, sizeof request, 0) > 0) {
        (void)!send(sockets[index].fd, answer, sizeof answer - 1, MSG_NOSIGNAL);
        continue;
      }
      close(sockets[index].fd);
      sockets[index] = sockets[--count];
    }
    if (sockets[0].revents != 0 && count < 64) {
      sockets[count].events = POLLIN;
      sockets[count].revents = 0;
      sockets[count++].fd = accept(sockets[0].fd, NULL, NULL);
    }
  }
}

static void move(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  must(sched_setaffinity(0, sizeof set, &set) == 0, "sched_setaffinity");
}

// ---- What a process has from whoever started it, one line each. ----

static void printFields(const char *path, const char *const *names) {
  FILE *file = fopen(path, "r");
  must(file != NULL, path);
  char line[4096];
  while (fgets(line, sizeof line, file))
    for (const char *const *name = names; *name; name++)
      if (strncmp(line, *name, strlen(*name)) == 0) fputs(line, stdout);
  fclose(file);
}

static void printWhole(const char *path) {
  FILE *file = fopen(path, "r");
  char line[4096] = "unreadable\n";
  if (file && !fgets(line, sizeof line, file)) line[0] = 0;
  printf("%s: %s", path, line);
  if (file) fclose(file);
}

static void attributes(void) {
  extern char **environ;
  for (char **variable = environ; *variable; variable++) printf("environment: %s\n", *variable);
  static const char *const status[] = {"Umask",  "Uid",    "Gid",     "Groups", "SigBlk", "SigIgn",     "CapInh",
                                       "CapPrm", "CapEff", "CapBnd",  "CapAmb", "NoNewPrivs", "Seccomp:",
                                       "THP_enabled", "Cpus_allowed_list", "Mems_allowed_list", NULL};
  printFields("/proc/self/status", status);
  struct sched_param parameter;
  must(sched_getparam(0, &parameter) == 0, "sched_getparam");
  printf("class: %d, priority %d, nice %d, slack %d ns\n", sched_getscheduler(0), parameter.sched_priority,
         getpriority(PRIO_PROCESS, 0), prctl(PR_GET_TIMERSLACK));
  printf("i/o priority: %ld\n", syscall(SYS_ioprio_get, 1, 0));
  for (int resource = 0; resource < RLIMIT_NLIMITS; resource++) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) == 0)
      printf("limit %d: %lx %lx\n", resource, (long)limit.rlim_cur, (long)limit.rlim_max);
  }
  printf("personality: %x, securebits %x, keeps capabilities %d, dumpable %d\n", personality(0xffffffff),
         prctl(PR_GET_SECUREBITS), prctl(PR_GET_KEEPCAPS), prctl(PR_GET_DUMPABLE));
  int subreaper = 0, deathSignal = 0, policy = 0;
  prctl(PR_GET_CHILD_SUBREAPER, &subreaper);
  prctl(PR_GET_PDEATHSIG, &deathSignal);
  syscall(SYS_get_mempolicy, &policy, NULL, 0, NULL, 0);
  printf("subreaper: %d, dies with its parent: %d, memory policy: %d\n", subreaper, deathSignal, policy);
  printf("session: %d, leads its group: %d\n", getsid(0), getpgrp() == getpid());
  int terminal = open("/dev/tty", O_RDWR | O_NOCTTY);
  printf("terminal: %s\n", terminal < 0 ? strerror(errno) : "there is one");
  if (terminal >= 0) close(terminal);
  printWhole("/proc/self/oom_score_adj");
  printWhole("/proc/self/coredump_filter");
  char path[4096] = "";
  must(getcwd(path, sizeof path) != NULL, "getcwd");
  printf("folder: %s\n", path);
  ssize_t length = readlink("/proc/self/fd/0", path, sizeof path - 1);
  printf("input: %.*s\n", (int)length, path);
  for (int descriptor = 3; descriptor < 256; descriptor++)
    if (fcntl(descriptor, F_GETFD) >= 0) printf("descriptor %d is open\n", descriptor);
}

static const char *words[8];
static int wordCount;

static double number(int index) {
  must(index < wordCount, "an argument is missing");
  return atof(words[index]);
}

static int is(const char *name) { return strcmp(words[0], name) == 0; }

int main(int count, char **arguments) {
  for (int index = 1; index < count && index <= 8; index++) words[wordCount++] = arguments[index];
  must(wordCount > 0, "an action is missing");
  if (!is("bomb")) alarm(120);
  if (is("spin")) {
    double cpu = number(1);
    inThreads(wordCount > 2 ? (int)number(2) : 1, spinThread, &cpu);
    tellTimes();
  } else if (is("uneven")) {
    uneven(number(1), number(2));
    tellTimes();
  } else if (is("mutex")) {
    mutex((int)number(1), (int)number(2));
    tellTimes();
  } else if (is("alternate")) {
    for (int turn = 0; turn < (int)number(2); turn++) {
      notedNap(number(1));
      spin(number(1));
    }
    tellTimes();
  } else if (is("ring")) {
    ring((int)number(1), (int)number(2), number(3));
    tellTimes();
  } else if (is("children")) {
    children((int)number(1), number(2), wordCount > 3 && strcmp(words[3], "shared") == 0);
  } else if (is("memory")) {
    memory((int)number(1), (int)number(2), strcmp(words[3], "shared") == 0, number(4));
  } else if (is("vfork")) {
    shareWithChild((int)number(1), number(2));
  } else if (is("orphaned")) {
    orphan(number(1), number(2));
  } else if (is("daemon")) {
    daemonize(number(1));
  } else if (is("bomb")) {
    bomb();
  } else if (is("flood")) {
    flood(number(1));
  } else if (is("serve")) {
    serve((int)number(1));
  } else if (is("close")) {
    close(0), close(1), close(2);
    spin(number(1));
  } else if (is("stubborn")) {
    signal(SIGTERM, SIG_IGN);
    for (;;) pause();
  } else if (is("die")) {
    fprintf(stderr, "last words\n");
    raise((int)number(1));
  } else if (is("exit")) {
    fprintf(stderr, "first line\nlast line\n");
    return (int)number(1);
  } else if (is("user")) {
    must(setgid(65534) == 0 && setuid(65534) == 0, "setuid");
    spin(number(1));
    tellTimes();
  } else if (is("move")) {
    move((int)number(1));
    spin(number(2));
  } else if (is("attributes")) {
    attributes();
  } else if (is("name")) {
    must(prctl(PR_SET_NAME, "a) |`\n\xff<b>") == 0, "prctl");
    spin(number(1));
  } else {
    fprintf(stderr, "known-truth: there is no action %s\n", words[0]);
    return 64;
  }
  return 0;
}
