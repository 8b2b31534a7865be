package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"
)

// Where the kubelet puts what a pod needs to ask the API server.
const account = "/var/run/secrets/kubernetes.io/serviceaccount"

var errNotFound = errors.New("not found")

// client asks the API server, as the account of the pod.
type client struct {
	base string
	// token is read at each request: the kubelet renews it.
	token func() (string, error)
	http  *http.Client
}

func inCluster() (*client, error) {
	authority, err := os.ReadFile(filepath.Join(account, "ca.crt"))
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	host := net.JoinHostPort(os.Getenv("KUBERNETES_SERVICE_HOST"), os.Getenv("KUBERNETES_SERVICE_PORT"))
	return &client{
		base: "https://" + host,
		token: func() (string, error) {
			token, err := os.ReadFile(filepath.Join(account, "token"))
			return string(token), err
		},
		http: &http.Client{
			Timeout:   30 * time.Second,
			Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}},
		},
	}, nil
}

func (c *client) get(ctx context.Context, path string, into any) error {
	return c.ask(ctx, http.MethodGet, path, "", nil, into)
}

func (c *client) create(ctx context.Context, made object) error {
	return c.ask(ctx, http.MethodPost, made.collection()+writtenBy, "application/json", made, nil)
}

func (c *client) merge(ctx context.Context, made object) error {
	return c.ask(ctx, http.MethodPatch, made.path()+writtenBy, "application/merge-patch+json", made, nil)
}

// writtenBy tells the API server whose fields these are.
const writtenBy = "?fieldManager=kiali-operator"

func (c *client) ask(ctx context.Context, method, path, kind string, body, into any) error {
	var content io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return err
		}
		content = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, content)
	if err != nil {
		return err
	}
	token, err := c.token()
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	switch {
	case err != nil:
		return err
	case response.StatusCode == http.StatusNotFound && method == http.MethodGet:
		return fmt.Errorf("%s: %w", path, errNotFound)
	case response.StatusCode >= http.StatusBadRequest:
		return fmt.Errorf("%s %s answers %s: %s", method, path, response.Status, text)
	case into == nil:
		return nil
	}
	return json.Unmarshal(text, into)
}
