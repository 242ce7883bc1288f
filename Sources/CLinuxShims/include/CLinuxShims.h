// What Swift cannot see by itself: macros, variadic system calls, GNU-only functions, and the optimisation
// barrier. One line each where possible; no policy, no error handling (errno is read in LinuxSystem).
#pragma once

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/types.h>

// Values that the optimiser may not reason about: without it a sum becomes its closed formula.
static inline int64_t profile_opaque(int64_t value) {
  __asm__ volatile("" : "+r"(value));
  return value;
}

// Thread identity: glibc declares these for _GNU_SOURCE only.
pid_t profile_gettid(void);
int profile_sched_getcpu(void);

// RUSAGE_THREAD is a GNU extension of getrusage.
int profile_getrusage_thread(struct rusage *usage);

// futex(2) has no wrapper in libc. Shared between processes (no FUTEX_PRIVATE_FLAG).
int profile_futex_wait(uint32_t *word, uint32_t expected);
int profile_futex_wake_all(uint32_t *word);
// Atomic access to the futex word.
uint32_t profile_atomic_load(const uint32_t *word);
void profile_atomic_store(uint32_t *word, uint32_t value);
// The same with a full barrier; both return what was there before.
uint32_t profile_atomic_exchange(uint32_t *word, uint32_t value);
uint32_t profile_atomic_add(uint32_t *word, uint32_t value);
// Tells the CPU that it spins.
void profile_spin_hint(void);

// An addition to memory that the optimiser may neither merge nor leave out.
static inline void profile_count(uint64_t *word) { ++*(volatile uint64_t *)word; }

// PTHREAD_PROCESS_SHARED is an enumerator of a type that differs between libcs. Memory of a pthread_mutex_t.
int profile_mutex_init(void *mutex, int shared);

// fork is not offered to Swift, because little may be done in the child.
pid_t profile_fork(void);
// A child that ends at once.
pid_t profile_fork_and_exit(void);
// tgkill has no wrapper in older libcs.
int profile_kill_thread(pid_t pid, pid_t tid);
// Without wrappers before glibc 2.36.
int profile_pidfd_open(pid_t pid);
int profile_pidfd_send_signal(int process, int signal);

// memfd_create, signalfd and prctl: GNU-only or variadic.
int profile_memfd_create(const char *name);
int profile_signalfd(const sigset_t *signals);
int profile_set_child_subreaper(void);
int profile_end_with_parent(void);
// sa_handler is a macro over a union. 1 when the signal is ignored.
int profile_is_ignored(int signal);
// The signals that the calling thread blocks, a bit for each from 1 on.
uint64_t profile_blocked_signals(void);

// O_DIRECT is GNU-only.
int profile_direct_io(void);
// O_TMPFILE: a file without a name, so that a killed program leaves none behind.
int profile_open_tmpfile(const char *directory, mode_t mode);
// Gives such a file its name (AT_EMPTY_PATH needs a capability, /proc/self/fd does not).
int profile_link_tmpfile(int descriptor, const char *path);

// A program to start, for profile_spawn. Descriptors are duplicated in order; all others are closed.
struct profile_spawn_request {
  const char *path;
  char *const *arguments;
  char *const *environment;
  // NULL stays in the caller's.
  const char *directory;
  const int *child_descriptors;
  const int *own_descriptors;
  size_t descriptors;
  // What is blocked, and what is ignored, a bit for each signal from 1 on; every other signal gets its default.
  uint64_t blocked;
  uint64_t ignored;
  // Soft limit on open files; RLIM_INFINITY stays with the caller's.
  uint64_t open_files;
  // Whether it is killed when the thread that starts it ends.
  int ends_with_parent;
};
// vfork and execve, because posix_spawn can ignore no signal, and leaves two of glibc's own ignored. The child leads a
// process group of its own. Returns 0 and the pid, or the errno of the step that failed.
int profile_spawn(const struct profile_spawn_request *request, pid_t *pid);

// fcntl is variadic.
int profile_duplicate_above(int descriptor, int minimum);
int profile_set_nonblocking(int descriptor);

// ppoll is GNU-only; a negative timeout waits for ever.
int profile_poll(struct pollfd *descriptors, size_t count, int64_t timeout_nanoseconds);

// statfs's type shares its name with the function; magic numbers are compared in Swift.
int profile_statfs_type(const char *path, int64_t *type);

// mincore is GNU-only.
int profile_mincore(void *address, size_t length, unsigned char *resident);

// waitid with WNOWAIT, flattened: the siginfo_t members are macros.
// Returns 0 and pid 0 when no child has changed; code is CLD_EXITED, CLD_KILLED or CLD_DUMPED.
int profile_waitid(pid_t pid, int no_hang, int keep_zombie, pid_t *ended, int *code, int *status);
int profile_code_exited(void);
// Whether this process has any child, zombies included (waitid, __WALL, ECHILD); what it returned is 0 or 1.
int profile_has_children(void);
// The signal that has stopped a child; 0 when none has. The child stays so for the next call.
int profile_stop_signal(pid_t pid);

// wait4's rusage, with the wait status taken apart: its macros are not seen.
int profile_wait4(pid_t pid, int *code, int *status, struct rusage *usage);

// perf_event_open has no wrapper in libc. A software counter (PERF_COUNT_SW_*) over this process's children from their
// execve on; they inherit it.
int profile_perf_open_children(uint64_t software_event);
// The same over the calling thread, counting at once: to prove that this user's counters count.
int profile_perf_open_self(uint64_t software_event);
uint64_t profile_perf_task_clock(void);
uint64_t profile_perf_context_switches(void);
uint64_t profile_perf_migrations(void);

// Records of a tracepoint on one CPU, whoever runs there: thread, CLOCK_MONOTONIC, raw fields. Off until it is enabled.
int profile_perf_open_tracepoint(uint64_t id, int cpu);
// ioctl is variadic. Sends a counter's records into another one's ring; starts a counter.
int profile_perf_share(int counter, int owner);
int profile_perf_enable(int counter);
// Where the kernel writes next in a ring, with a barrier behind; tells it how far was read, with one before.
uint64_t profile_perf_head(const void *page);
void profile_perf_set_tail(void *page, uint64_t tail);
// fsopen, fsconfig and fsmount: a tracefs that is mounted nowhere, and gone when the descriptor is closed.
int profile_detached_tracefs(void);

// kcmp has no wrapper in libc. 1 when both processes have one address space.
int profile_shares_memory(pid_t one, pid_t other);

// splice is GNU-only; moves what a pipe has without waiting.
ssize_t profile_splice(int from_pipe, int to, size_t length);

// SCHED_FIFO's parameter is a struct. The lowest real-time priority, where the thread has no real-time one already.
int profile_set_realtime(void);

// sched_setaffinity for masks of any size goes through libnuma; its message hooks are overridden in
// the .c file, because it prints to stderr from within the library otherwise.

// The RLIMIT_ constants are enumerators of a type that differs between libcs. This is RLIMIT_NOFILE.
int profile_getrlimit(uint64_t *soft, uint64_t *hard);
int profile_raise_rlimit(void);

// process_vm_readv is GNU-only. Two words at an address of another process.
ssize_t profile_read_words(int pid, uint64_t address, int64_t words[2]);

// The errno of the calling thread.
int profile_errno(void);
