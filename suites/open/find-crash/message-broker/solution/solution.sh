# One reference is handed over for two waiting messages; the second release frees the channel that
# is being emptied.
set -eu
python3 journal.py <<'JOURNAL'
OPEN 0 0
OPEN 1 0
ALIAS 0 1
HOLD 1 0
SEND 0 7
SEND 0 9
MERGE 0 0
RESUME 1 0
JOURNAL
rm journal.py
echo 'merge keeps one reference for all waiting messages'
