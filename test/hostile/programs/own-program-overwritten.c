/* Writing to /proc/PID/exe once replaced the runtime on the host (CVE-2019-5736). */
#include "hostile.h"

static int writable(const char *path) {
  int program = open(path, O_WRONLY);
  if (program >= 0) close(program);
  return program >= 0;
}

int main(void) {
  ATTEMPT("own program", writable("/proc/self/exe"));
  ATTEMPT("program of pid 1", getpid() != 1 && writable("/proc/1/exe"));
  int handle = open("/proc/self/exe", O_PATH);
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", handle);
  ATTEMPT("own program by handle", writable(path));
  ATTEMPT("the dynamic linker", writable("/lib64/ld-linux-x86-64.so.2"));
  return report();
}
