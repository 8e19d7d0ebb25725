/* Lets calls that change files fail, or end the process, at a chosen moment; or writes down what was called.
 *
 * Loaded with LD_PRELOAD. Until a process calls `faulty_arm` all calls pass untouched. From then on the calls that concern the given
 * folder and what lies below it are counted from 1. Not here: calls that map files or remove them.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { COUNT, ONCE, ALWAYS, EXIT };

static char folder[PATH_MAX];
static atomic_long calls;
static long chosen;
static int how, failure, notes = -1;
static char struck[2 * PATH_MAX];

/* Arm: `nth` is the call that `mode` is for (see enum how), `error` its errno, `log` a descriptor for a line a call, or -1. */
void faulty_arm(const char *path, long nth, int mode, int error, int log) {
    snprintf(folder, sizeof folder, "%s", path);
    atomic_store(&calls, 0);
    struck[0] = 0;
    chosen = nth, how = mode, failure = error, notes = log;
}

void faulty_disarm(void) { folder[0] = 0; }

long faulty_calls(void) { return atomic_load(&calls); }

/* The call that failed, with its path; empty if none did. */
const char *faulty_struck(void) { return struck; }

static int within(const char *path) {
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (!path[length] || path[length] == '/');
}

/* Count a call on `path`, if it is within the folder; tell whether it is to fail. `half` is run before the process ends. */
static int fails(const char *name, const char *path, const char *to) {
    char line[2 * PATH_MAX + 64];
    if (!folder[0] || !(within(path) || (to && within(to)))) return 0;
    long number = atomic_fetch_add(&calls, 1) + 1;
    int length = snprintf(line, sizeof line, "%s\t%s\t%s\n", name, path, to ? to : "");
    if (notes >= 0) syscall(SYS_write, notes, line, (size_t)length);
    if (how == COUNT || number < chosen || (number > chosen && how != ALWAYS)) return 0;
    if (!struck[0]) snprintf(struck, sizeof struck, "%s %.3000s", name, path);
    return 1;
}

static int failed(void) {
    if (how == EXIT) _exit(86);
    errno = failure;
    return -1;
}

static void path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

static void path_at(int at, const char *name, char *path) {
    path[0] = 0;
    if (name[0] != '/') {
        if (at == AT_FDCWD) {
            if (!getcwd(path, PATH_MAX)) path[0] = 0;
        } else {
            path_of(at, path);
        }
        strncat(path, "/", PATH_MAX - strlen(path) - 1);
    }
    strncat(path, name, PATH_MAX - strlen(path) - 1);
}

static int fails_fd(const char *name, int fd) {
    char path[PATH_MAX];
    if (!folder[0]) return 0;
    path_of(fd, path);
    return fails(name, path, NULL);
}

static int fails_at(const char *name, int at, const char *given) {
    char path[PATH_MAX];
    if (!folder[0]) return 0;
    path_at(at, given, path);
    return fails(name, path, NULL);
}

static int fails_two(const char *name, int at, const char *given, int to_at, const char *to_given) {
    char path[PATH_MAX], to[PATH_MAX];
    if (!folder[0]) return 0;
    path_at(at, given, path);
    path_at(to_at, to_given, to);
    return fails(name, path, to);
}

#define REAL(type, name, ...)                                     \
    static type (*real)(__VA_ARGS__);                             \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* A process that ends in a write has written half of it. */
ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (!fails_fd("write", fd)) return real(fd, data, size);
    if (how == EXIT) real(fd, data, size / 2);
    return failed();
}

#define PWRITE(name)                                                     \
    ssize_t name(int fd, const void *data, size_t size, off64_t place) { \
        REAL(ssize_t, #name, int, const void *, size_t, off64_t);        \
        if (!fails_fd("write", fd)) return real(fd, data, size, place);  \
        if (how == EXIT) real(fd, data, size / 2, place);                \
        return failed();                                                 \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    return fails_fd("write", fd) ? failed() : real(fd, parts, count);
}

#define PWRITEV(name)                                                           \
    ssize_t name(int fd, const struct iovec *parts, int count, off64_t place) { \
        REAL(ssize_t, #name, int, const struct iovec *, int, off64_t);          \
        return fails_fd("write", fd) ? failed() : real(fd, parts, count, place); \
    }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define SYNC(name)                                            \
    int name(int fd) {                                        \
        REAL(int, #name, int);                                \
        return fails_fd("sync", fd) ? failed() : real(fd);    \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                                   \
    int name(int fd, off64_t size) {                                     \
        REAL(int, #name, int, off64_t);                                  \
        return fails_fd("truncate", fd) ? failed() : real(fd, size);     \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int posix_fallocate64(int fd, off64_t start, off64_t size) {
    REAL(int, "posix_fallocate64", int, off64_t, off64_t);
    if (!fails_fd("write", fd)) return real(fd, start, size);
    failed();
    return failure;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return fails_two("rename", AT_FDCWD, from, AT_FDCWD, to) ? failed() : real(from, to);
}

int renameat(int at, const char *from, int to_at, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return fails_two("rename", at, from, to_at, to) ? failed() : real(at, from, to_at, to);
}

int renameat2(int at, const char *from, int to_at, const char *to, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    return fails_two("rename", at, from, to_at, to) ? failed() : real(at, from, to_at, to, flags);
}

int link(const char *from, const char *to) {
    REAL(int, "link", const char *, const char *);
    return fails_two("rename", AT_FDCWD, from, AT_FDCWD, to) ? failed() : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return fails_at("mkdir", AT_FDCWD, path) ? failed() : real(path, mode);
}

int mkdirat(int at, const char *path, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    return fails_at("mkdir", at, path) ? failed() : real(at, path, mode);
}

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); }

#define MODE(flags, mode)                                \
    mode_t mode = 0;                                     \
    if ((flags) & (O_CREAT | O_TMPFILE)) {               \
        va_list rest;                                    \
        va_start(rest, flags);                           \
        mode = va_arg(rest, mode_t);                     \
        va_end(rest);                                    \
    }

#define OPEN(name)                                                                       \
    int name(const char *path, int flags, ...) {                                         \
        MODE(flags, mode)                                                                \
        REAL(int, #name, const char *, int, mode_t);                                     \
        return writes(flags) && fails_at("open", AT_FDCWD, path) ? failed() : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name)                                                                         \
    int name(int at, const char *path, int flags, ...) {                                     \
        MODE(flags, mode)                                                                    \
        REAL(int, #name, int, const char *, int, mode_t);                                    \
        return writes(flags) && fails_at("open", at, path) ? failed() : real(at, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)
