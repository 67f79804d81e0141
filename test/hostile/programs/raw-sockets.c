/* Sockets that make or read packets, and families that no network namespace holds back. */
#include "hostile.h"
#include <linux/vm_sockets.h>

static int opens(int family, int type, int protocol) {
  int door = socket(family, type, protocol);
  if (door >= 0) close(door);
  return door >= 0;
}

int main(void) {
  ATTEMPT("raw ip", opens(AF_INET, SOCK_RAW, 1));
  ATTEMPT("packet", opens(AF_PACKET, SOCK_RAW, 0));
  ATTEMPT("kernel crypto", opens(38, SOCK_SEQPACKET, 0));
  ATTEMPT("bluetooth", opens(31, SOCK_RAW, 1));
  ATTEMPT("vsock", opens(AF_VSOCK, SOCK_STREAM, 0));
  ATTEMPT("netlink audit", opens(AF_NETLINK, SOCK_RAW, 9) && bind(0, 0, 0) == 0);
  struct sockaddr_vm hypervisor = {.svm_family = AF_VSOCK, .svm_cid = 2, .svm_port = 1024};
  int door = socket(AF_VSOCK, SOCK_STREAM, 0);
  ATTEMPT("vsock to the hypervisor",
          door >= 0 && connect(door, (struct sockaddr *)&hypervisor, sizeof hypervisor) == 0);
  return report();
}
