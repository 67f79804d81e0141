# Looks for the worker's and the supervisor's environment and command lines.
. "$(dirname "$0")/hostile.sh"
secret=HOSTILE_TEST
secret="${secret}_SECRET"
attempt "in its own environment" sh -c "env | grep -q $secret"
for process in /proc/[0-9]*; do
  attempt "in $process/environ" grep -qsa "$secret" "$process/environ"
done
attempt "environment of pid 1 beyond the request" grep -qsa "SUDO\|SSH\|USER=\|LOGNAME" /proc/1/environ
attempt "paths of the host in a command line" grep -qsa "$HOST_REPOSITORY/sandbox" /proc/[0-9]*/cmdline
