# One waiting message: the reference that is handed over is the right one.
set -eu
python3 journal.py <<'JOURNAL'
OPEN 0 0
OPEN 1 0
ALIAS 0 1
HOLD 1 0
SEND 0 7
MERGE 0 0
RESUME 1 0
CLOSE 1 0
JOURNAL
rm journal.py
echo 'a message outlives its channel'
