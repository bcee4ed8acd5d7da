// Makes the n-th call of one kind fail, and counts the calls: a library that is loaded before the others (LD_PRELOAD).
//
// MASA_FAULT=write:7:28 lets the seventh write fail with error 28, once. MASA_FAULT=write:0:0 lets none fail. How many there
// were stands at the end in the file that MASA_FAULT_COUNT names. Standard input, output and error are left alone.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static char kind[16];
static long nth;
static int code;

__attribute__((constructor)) static void begin(void) {
  const char *what = getenv("MASA_FAULT");
  if (what) sscanf(what, "%15[^:]:%ld:%d", kind, &nth, &code);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("MASA_FAULT_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

// Whether this call is the one that fails.
static int fails(const char *own) {
  if (strcmp(kind, own) != 0) return 0;
  if (atomic_fetch_add(&calls, 1) + 1 != nth) return 0;
  errno = code;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
  if (file > 2 && fails("write")) return -1;
  return REAL(write)(file, bytes, count);
}

static int opened(const char *path, int flags, mode_t mode) {
  static int (*real)(const char *, int, ...);
  if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  return real(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (fails("open")) return -1;
  return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (fails("open")) return -1;
  return opened(path, flags, mode);
}

int rename(const char *from, const char *to) {
  if (fails("rename")) return -1;
  return REAL(rename)(from, to);
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags) {
  if (fails("rename")) return -1;
  return REAL(renameat2)(fromFolder, from, toFolder, to, flags);
}

int mkdir(const char *path, mode_t mode) {
  if (fails("mkdir")) return -1;
  return REAL(mkdir)(path, mode);
}

ssize_t read(int file, void *bytes, size_t count) {
  if (file > 2 && fails("read")) return -1;
  return REAL(read)(file, bytes, count);
}

ssize_t pread(int file, void *bytes, size_t count, off_t place) {
  if (fails("read")) return -1;
  return REAL(pread)(file, bytes, count, place);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t place) {
  if (fails("read")) return -1;
  return REAL(pread64)(file, bytes, count, place);
}
