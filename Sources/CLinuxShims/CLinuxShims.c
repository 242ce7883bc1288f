#include "CLinuxShims.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/kcmp.h>
#include <linux/mount.h>
#include <linux/perf_event.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

_Static_assert(sizeof(uint32_t) == 4, "a futex word has 32 bits");
_Static_assert(RLIM_INFINITY == UINT64_MAX, "unlimited is the largest value");
_Static_assert(sizeof(off_t) == 8, "file offsets have 64 bits");

pid_t profile_gettid(void) { return (pid_t)syscall(SYS_gettid); }

int profile_sched_getcpu(void) { return sched_getcpu(); }

int profile_getrusage_thread(struct rusage *usage) { return getrusage(RUSAGE_THREAD, usage); }

int profile_futex_wait(uint32_t *word, uint32_t expected) {
  return (int)syscall(SYS_futex, word, FUTEX_WAIT, expected, NULL, NULL, 0);
}

int profile_futex_wake_all(uint32_t *word) {
  return (int)syscall(SYS_futex, word, FUTEX_WAKE, 0x7fffffff, NULL, NULL, 0);
}

uint32_t profile_atomic_load(const uint32_t *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }

void profile_atomic_store(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
}

uint32_t profile_atomic_exchange(uint32_t *word, uint32_t value) {
  return __atomic_exchange_n(word, value, __ATOMIC_SEQ_CST);
}

uint32_t profile_atomic_add(uint32_t *word, uint32_t value) {
  return __atomic_fetch_add(word, value, __ATOMIC_SEQ_CST);
}

void profile_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

int profile_mutex_init(void *mutex, int shared) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  if (shared) pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  int status = pthread_mutex_init(mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  return status;
}

pid_t profile_fork(void) { return fork(); }

pid_t profile_fork_and_exit(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  return child;
}

int profile_kill_thread(pid_t pid, pid_t tid) { return (int)syscall(SYS_tgkill, pid, tid, SIGKILL); }

int profile_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int profile_pidfd_send_signal(int process, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, process, signal, NULL, 0);
}

int profile_memfd_create(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int profile_signalfd(const sigset_t *signals) {
  return signalfd(-1, signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

// As the kernel has it: its handler first, then flags, restorer and mask. glibc's own calls refuse its two signals.
struct kernel_action {
  void (*handler)(int);
  unsigned long rest[3];
};

static int kernel_signals(int signal, const struct kernel_action *new, struct kernel_action *old) {
  return (int)syscall(SYS_rt_sigaction, signal, new, old, 8);
}

int profile_is_ignored(int signal) {
  struct kernel_action action;
  return kernel_signals(signal, NULL, &action) == 0 && action.handler == SIG_IGN;
}

uint64_t profile_blocked_signals(void) {
  uint64_t blocked = 0;
  syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &blocked, 8);
  return blocked;
}

int profile_set_child_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

int profile_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

int profile_direct_io(void) { return O_DIRECT; }

int profile_open_tmpfile(const char *directory, mode_t mode) {
  return open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
}

int profile_link_tmpfile(int descriptor, const char *path) {
  char source[64];
  snprintf(source, sizeof source, "/proc/self/fd/%d", descriptor);
  return linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

static int place_descriptors(const struct profile_spawn_request *request) {
  int end = 3;
  for (size_t index = 0; index < request->descriptors; index++) {
    int child = request->child_descriptors[index], own = request->own_descriptors[index];
    // One that keeps its number must lose its close-on-exec flag.
    if (child == own ? fcntl(own, F_SETFD, 0) < 0 : dup2(own, child) < 0) return errno;
    if (child >= end) end = child + 1;
  }
  for (int descriptor = 3; descriptor < end; descriptor++) {
    int given = 0;
    for (size_t index = 0; index < request->descriptors; index++)
      given |= request->child_descriptors[index] == descriptor;
    if (!given) close(descriptor);
  }
  closefrom(end);
  return 0;
}

static int lower_rlimit(uint64_t soft) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
  limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit);
}

// In the child, which shares the caller's memory until execve: system calls only. Returns the errno of what failed.
static int become(const struct profile_spawn_request *request) {
  if (setpgid(0, 0) != 0) return errno;
  if (request->ends_with_parent && profile_end_with_parent() != 0) return errno;
  for (int signal = 1; signal < NSIG; signal++) {
    int ignored = (int)(request->ignored >> (signal - 1) & 1);
    // execve itself puts handlers back to the default.
    if (ignored == profile_is_ignored(signal)) continue;
    struct kernel_action action = {.handler = ignored ? SIG_IGN : SIG_DFL};
    kernel_signals(signal, &action, NULL);
  }
  int problem = place_descriptors(request);
  if (problem != 0) return problem;
  if (request->open_files != RLIM_INFINITY && lower_rlimit(request->open_files) != 0)
    return errno;
  if (request->directory && chdir(request->directory) != 0) return errno;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &request->blocked, NULL, 8);
  execve(request->path, request->arguments, request->environment);
  return errno;
}

int profile_spawn(const struct profile_spawn_request *request, pid_t *pid) {
  sigset_t all, before;
  sigfillset(&all);
  // No handler of the caller's may run in the child.
  pthread_sigmask(SIG_BLOCK, &all, &before);
  volatile int problem = 0;
  pid_t child = vfork();
  if (child == 0) {
    problem = become(request);
    _exit(127);
  }
  int result = child < 0 ? errno : problem;
  if (child > 0 && result != 0) waitpid(child, NULL, 0);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  *pid = child;
  return result;
}

int profile_duplicate_above(int descriptor, int minimum) {
  return fcntl(descriptor, F_DUPFD_CLOEXEC, minimum);
}

int profile_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? flags : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

int profile_poll(struct pollfd *descriptors, size_t count, int64_t timeout_nanoseconds) {
  struct timespec timeout = {timeout_nanoseconds / 1000000000, timeout_nanoseconds % 1000000000};
  return ppoll(descriptors, count, timeout_nanoseconds < 0 ? NULL : &timeout, NULL);
}

int profile_statfs_type(const char *path, int64_t *type) {
  struct statfs info;
  int result = statfs(path, &info);
  if (result == 0) *type = (int64_t)info.f_type;
  return result;
}

int profile_mincore(void *address, size_t length, unsigned char *resident) {
  return mincore(address, length, resident);
}

int profile_waitid(pid_t pid, int no_hang, int keep_zombie, pid_t *ended, int *code, int *status) {
  siginfo_t info = {0};
  int options = WEXITED | (no_hang ? WNOHANG : 0) | (keep_zombie ? WNOWAIT : 0);
  int result = waitid(pid < 0 ? P_ALL : P_PID, pid < 0 ? 0 : (id_t)pid, &info, options);
  if (result == 0) {
    *ended = info.si_pid;
    *code = info.si_code;
    *status = info.si_status;
  }
  return result;
}

int profile_has_children(void) {
  siginfo_t info;
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) == 0 || errno != ECHILD;
}

int profile_stop_signal(pid_t pid) {
  siginfo_t info = {0};
  int result = waitid(P_PID, (id_t)pid, &info, WSTOPPED | WNOHANG | WNOWAIT);
  return result == 0 && info.si_pid == pid && info.si_code == CLD_STOPPED ? info.si_status : 0;
}

int profile_wait4(pid_t pid, int *code, int *status, struct rusage *usage) {
  int raw = 0;
  int result = (int)wait4(pid, &raw, 0, usage);
  if (result > 0) {
    *code = WIFEXITED(raw) ? CLD_EXITED : CLD_KILLED;
    *status = WIFEXITED(raw) ? WEXITSTATUS(raw) : WTERMSIG(raw);
  }
  return result;
}

static int perf_open(uint64_t event, int children) {
  struct perf_event_attr attributes = {
      .type = PERF_TYPE_SOFTWARE,
      .size = sizeof attributes,
      .config = event,
      .disabled = children,
      .inherit = children,
      .enable_on_exec = children,
  };
  return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

int profile_perf_open_children(uint64_t event) { return perf_open(event, 1); }

int profile_perf_open_self(uint64_t event) { return perf_open(event, 0); }

uint64_t profile_perf_task_clock(void) { return PERF_COUNT_SW_TASK_CLOCK; }
uint64_t profile_perf_context_switches(void) { return PERF_COUNT_SW_CONTEXT_SWITCHES; }
uint64_t profile_perf_migrations(void) { return PERF_COUNT_SW_CPU_MIGRATIONS; }

int profile_perf_open_tracepoint(uint64_t id, int cpu) {
  struct perf_event_attr attributes = {
      .type = PERF_TYPE_TRACEPOINT,
      .size = sizeof attributes,
      .config = id,
      .sample_period = 1,
      .sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME | PERF_SAMPLE_RAW,
      .disabled = 1,
      .use_clockid = 1,
      .clockid = CLOCK_MONOTONIC,
  };
  return (int)syscall(SYS_perf_event_open, &attributes, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

int profile_perf_share(int counter, int owner) { return ioctl(counter, PERF_EVENT_IOC_SET_OUTPUT, owner); }

int profile_perf_enable(int counter) { return ioctl(counter, PERF_EVENT_IOC_ENABLE, 0); }

uint64_t profile_perf_head(const void *page) {
  return __atomic_load_n(&((const struct perf_event_mmap_page *)page)->data_head, __ATOMIC_ACQUIRE);
}

void profile_perf_set_tail(void *page, uint64_t tail) {
  __atomic_store_n(&((struct perf_event_mmap_page *)page)->data_tail, tail, __ATOMIC_RELEASE);
}

int profile_detached_tracefs(void) {
  int context = (int)syscall(SYS_fsopen, "tracefs", FSOPEN_CLOEXEC);
  if (context < 0) return -1;
  int folder = -1;
  if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
    folder = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, 0);
  int error = errno;
  close(context);
  errno = error;
  return folder;
}

int profile_shares_memory(pid_t one, pid_t other) {
  return syscall(SYS_kcmp, one, other, KCMP_VM, 0, 0) == 0;
}

ssize_t profile_splice(int from_pipe, int to, size_t length) {
  return splice(from_pipe, NULL, to, NULL, length, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
}

int profile_set_realtime(void) {
  int policy = sched_getscheduler(0) & ~SCHED_RESET_ON_FORK;
  if (policy == SCHED_FIFO || policy == SCHED_RR || policy == SCHED_DEADLINE) return 0;
  struct sched_param parameter = {.sched_priority = 1};
  return sched_setscheduler(0, SCHED_FIFO | SCHED_RESET_ON_FORK, &parameter);
}

int profile_code_exited(void) { return CLD_EXITED; }

int profile_getrlimit(uint64_t *soft, uint64_t *hard) {
  struct rlimit limit;
  int result = getrlimit(RLIMIT_NOFILE, &limit);
  if (result == 0) {
    *soft = limit.rlim_cur;
    *hard = limit.rlim_max;
  }
  return result;
}

int profile_raise_rlimit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit);
}

ssize_t profile_read_words(int pid, uint64_t address, int64_t words[2]) {
  struct iovec local = {words, 2 * sizeof *words};
  struct iovec remote = {(void *)address, local.iov_len};
  return process_vm_readv(pid, &local, 1, &remote, 1, 0);
}

int profile_errno(void) { return errno; }

// libnuma's weak message hooks: it would print to stderr; callers read errno instead.
void numa_error(char *where) { (void)where; }
void numa_warn(int number, char *format, ...) {
  (void)number;
  (void)format;
}
