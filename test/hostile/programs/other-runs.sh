# Looks for another run that is alive at this moment: its files, its processes, its environment.
. "$(dirname "$0")/hostile.sh"
for place in /tmp /dev/shm /var/tmp /proc/1/root/tmp; do
  attempt "its mark in $place" test -e "$place/neighbour-mark"
done
attempt "its process" grep -qs neighbour-run /proc/[0-9]*/comm
attempt "its environment" grep -qsa NEIGHBOUR_SECRET /proc/[0-9]*/environ
count=0
for process in /proc/[0-9]*; do count=$((count + 1)); done
attempt "more processes than its own" test "$count" -gt 4
