/* Calls that no reproducer needs and that kernel bugs keep being found in. */
#include "hostile.h"

int main(void) {
  static char zeros[256];
  ATTEMPT("bpf", syscall(SYS_bpf, 0, zeros, sizeof zeros) >= 0);
  zeros[4] = 112; /* perf_event_attr.size */
  ATTEMPT("perf", syscall(SYS_perf_event_open, zeros, 0, -1, -1, 0) >= 0);
  memset(zeros, 0, sizeof zeros);
  ATTEMPT("userfaultfd", syscall(SYS_userfaultfd, 1) >= 0);
  ATTEMPT("io_uring", syscall(425, 8, zeros) >= 0);
  ATTEMPT("module", syscall(SYS_init_module, zeros, 1, "") == 0);
  ATTEMPT("kexec", syscall(SYS_kexec_load, 0, 0, NULL, 0) == 0);
  ATTEMPT("fanotify", syscall(SYS_fanotify_init, 0, 0) >= 0);
  ATTEMPT("quota", syscall(SYS_quotactl, 0, NULL, 0, NULL) == 0);
  ATTEMPT("accounting", syscall(SYS_acct, "/tmp/x") == 0);
  ATTEMPT("host name", sethostname("hostile", 7) == 0);
  struct timespec soon = {2000000000, 0};
  ATTEMPT("clock", clock_settime(CLOCK_REALTIME, &soon) == 0);
  ATTEMPT("log of the kernel", syscall(SYS_syslog, 3, zeros, 200) > 0);
  ATTEMPT("ports", syscall(SYS_ioperm, 0x80, 1, 1) == 0);
  return report();
}
