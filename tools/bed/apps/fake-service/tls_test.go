package main

import "testing"

func TestTLSNeedsACertificateAndItsKey(t *testing.T) {
	env := map[string]string{"TLS_CERT_LOCATION": "/etc/certs/tls.crt"}
	read := func() (settings, error) { return read(func(name string) string { return env[name] }) }
	if _, err := read(); err == nil {
		t.Error("a certificate without its key is taken")
	}
	env["TLS_KEY_LOCATION"] = "/etc/certs/tls.key"
	set, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if wanted := (tlsFiles{"/etc/certs/tls.crt", "/etc/certs/tls.key"}); set.tls != wanted {
		t.Errorf("got %v, wanted %v", set.tls, wanted)
	}
}

func TestWithoutFilesItSpeaksHTTP(t *testing.T) {
	set, err := read(func(string) string { return "" })
	if err != nil || set.tls != (tlsFiles{}) {
		t.Errorf("got %v, %v", set.tls, err)
	}
}
