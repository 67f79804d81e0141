/*
 * Sends AddressSanitizer's report to a private descriptor instead of stderr, so that a target which
 * merely prints what it was given cannot print a report. Preloaded into every run of a c-asan
 * environment; without a sanitizer in the process it does nothing.
 */
#include <stdlib.h>

extern void __sanitizer_set_report_fd(void *fd) __attribute__((weak));

__attribute__((constructor)) static void divert(void) {
  const char *fd = getenv("SALLYPORT_REPORT_FD");
  if (fd != NULL && __sanitizer_set_report_fd != NULL) {
    __sanitizer_set_report_fd((void *)(size_t)atol(fd));
  }
}
