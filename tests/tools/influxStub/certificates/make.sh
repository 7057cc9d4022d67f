#!/bin/sh
# Makes the keys and certificates of this folder anew: for tests on the loopback, worth nothing
# anywhere else. A hundred years, so that no test fails on a birthday.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# name, extensions, first and last day, whose signature
signed() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key.pem"
  openssl req -new -key "$1.key.pem" -subj "/CN=$1" -out "$work/$1.csr"
  cat > "$work/conf" <<END
[ca]
default_ca = own
[own]
database = $work/index
serial = $work/serial
new_certs_dir = $work
default_md = sha256
policy = any
[any]
commonName = supplied
[extensions]
$2
END
  : > "$work/index"
  openssl rand -hex 8 > "$work/serial"
  if [ "$5" = self ]; then by="-selfsign -keyfile $1.key.pem"
  else by="-cert $5.pem -keyfile $5.key.pem"
  fi
  # shellcheck disable=SC2086
  openssl ca -batch -notext -config "$work/conf" -extensions extensions $by \
    -in "$work/$1.csr" -startdate "$3" -enddate "$4" -out "$1.pem"
}

here='subjectAltName = IP:127.0.0.1,DNS:localhost'
signed authority 'basicConstraints = critical,CA:TRUE' 20200101000000Z 21200101000000Z self
signed good "$here" 20200101000000Z 21200101000000Z authority
signed expired "$here" 20200101000000Z 20210101000000Z authority
signed elsewhere 'subjectAltName = DNS:db.elsewhere.invalid' 20200101000000Z 21200101000000Z authority
signed alone "$here" 20200101000000Z 21200101000000Z self
rm authority.key.pem
