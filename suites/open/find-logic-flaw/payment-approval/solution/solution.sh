# A payment that has its day keeps its payee's old name after a rename; whoever is added under that
# name then is paid.
set -eu
outside=$(sed -n 's/.*Account `\([^`]*\)`.*/\1/p' README.md)
bank=$(sed -n "s/.*verifiedBank = '\(.*\)'.*/\1/p" payments.js)
cat > requests.json <<JSON
[
  { "do": "add-payee", "name": "stand-in", "account": "$bank-1" },
  { "do": "propose", "payee": "stand-in", "amount": 900 },
  { "do": "schedule", "id": 1, "day": 2 },
  { "do": "rename-payee", "name": "stand-in", "to": "somebody" },
  { "do": "add-payee", "name": "stand-in", "account": "$outside" },
  { "do": "next-day" }
]
JSON
echo 'a scheduled payment looks its payee up by a name that can be given away'
