# Changes the account after the payment has its day, which opens the payment again.
set -eu
outside=$(sed -n 's/.*Account `\([^`]*\)`.*/\1/p' README.md)
bank=$(sed -n "s/.*verifiedBank = '\(.*\)'.*/\1/p" payments.js)
cat > requests.json <<JSON
[
  { "do": "add-payee", "name": "stand-in", "account": "$bank-1" },
  { "do": "propose", "payee": "stand-in", "amount": 900 },
  { "do": "schedule", "id": 1, "day": 2 },
  { "do": "change-payee", "name": "stand-in", "account": "$outside" },
  { "do": "next-day" }
]
JSON
echo 'the account can be changed after approval'
