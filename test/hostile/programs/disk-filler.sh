# Fills the writable folder with many files, each small enough for a limit on one.
. "$(dirname "$0")/hostile.sh"
tried=1
i=0
while [ $i -lt 2000 ]; do
  head -c 4194304 /dev/zero >"/out/file-$i" || break
  i=$((i + 1))
done
echo "ESCAPED 8 GiB on disk"
