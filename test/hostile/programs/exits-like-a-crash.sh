# The exit code a shell would show for a crash, without one.
echo "TRIED 1"
exit "$1"
