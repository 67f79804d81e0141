# A hard link into the writable folder would let the host's own file be changed or given away.
. "$(dirname "$0")/hostile.sh"
attempt "to a system program" ln /usr/bin/passwd /out/passwd
attempt "to a file mounted for reading" ln /hostile/hostile.sh /out/source
attempt "to the system's user list" ln /etc/passwd /out/users
attempt "out of the folder" sh -c 'echo x >/out/a && ln /out/a /tmp/a'
