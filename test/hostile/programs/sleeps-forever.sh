# Refuses every signal it may refuse and waits.
trap '' TERM INT HUP QUIT USR1 USR2 ALRM PIPE
echo "TRIED 1"
while :; do sleep 1000; done
