# Prints forever on the descriptor it is told.
echo "TRIED 1" >&"$1"
exec yes "a line of a flood that never ends" >&"$1"
