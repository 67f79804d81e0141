/* Takes hold of pid 1, which knows how the run ends, by every way the kernel has. */
#include "hostile.h"

int main(void) {
  pid_t target = getppid() > 0 ? getppid() : 2;
  char byte = 0;
  struct iovec here = {&byte, 1}, there = {(void *)0x400000, 1};
  ATTEMPT("attach", ptrace(PTRACE_ATTACH, target, 0, 0) == 0);
  ATTEMPT("seize", ptrace(PTRACE_SEIZE, target, 0, 0) == 0);
  ATTEMPT("read memory", process_vm_readv(target, &here, 1, &there, 1, 0) == 1);
  ATTEMPT("write memory", process_vm_writev(target, &here, 1, &there, 1, 0) == 1);
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", target);
  ATTEMPT("open memory", open(path, O_RDWR) >= 0);
  snprintf(path, sizeof path, "/proc/%d/maps", target);
  int maps = open(path, O_RDONLY);
  ATTEMPT("read its map", maps >= 0 && read(maps, &byte, 1) == 1);
  int handle = syscall(434, target, 0); /* pidfd_open */
  ATTEMPT("copy its descriptor", handle >= 0 && syscall(438, handle, 3, 0) >= 0);
  struct rlimit one = {1, 1};
  ATTEMPT("set its limits", prlimit(target, RLIMIT_CPU, &one, NULL) == 0);
  return report();
}
