# Reads what belongs to the host: passwords, homes, the project, a file everybody may read.
. "$(dirname "$0")/hostile.sh"
for path in /etc/shadow /etc/hostname /etc/ssh /root /home /var/log /run /boot "$HOST_SECRET" \
  "$HOST_REPOSITORY" "$HOST_REPOSITORY/package.json"; do
  attempt "$path" test -e "$path"
done
for up in /proc/1/root /proc/self/root /proc/1/cwd /proc/self/cwd/../../../../../..; do
  attempt "$up/etc/shadow" cat "$up/etc/shadow"
  attempt "$up$HOST_SECRET" cat "$up$HOST_SECRET"
done
