package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// apiServer keeps objects by their path, and answers as far as the operator asks.
type apiServer struct {
	kialis  []kiali
	objects map[string]object
	writes  []string
}

func (a *apiServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer secret" {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	var sent object
	if r.Method != http.MethodGet {
		a.writes = append(a.writes, r.Method+" "+r.URL.Path)
		_ = json.NewDecoder(r.Body).Decode(&sent)
	}
	switch {
	case r.URL.Path == kialis:
		_ = json.NewEncoder(w).Encode(map[string]any{"items": a.kialis})
	case r.Method == http.MethodPost:
		a.objects[r.URL.Path+"/"+sent.Metadata.Name] = sent
	case r.Method == http.MethodPatch:
		a.objects[r.URL.Path] = sent
	default:
		found, is := a.objects[r.URL.Path]
		if !is {
			http.Error(w, "not found", http.StatusNotFound)
			return
		}
		_ = json.NewEncoder(w).Encode(found)
	}
}

func asked(spec map[string]any) kiali {
	return kiali{Metadata: metadata{Name: "kiali", Namespace: "istio-system", UID: "u-1"}, Spec: spec}
}

func start(t *testing.T, wanted ...kiali) (*operator, *apiServer) {
	t.Helper()
	server := &apiServer{kialis: wanted, objects: map[string]object{}}
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	api := &client{base: web.URL, http: web.Client(), token: func() (string, error) { return "secret", nil }}
	return &operator{api: api, image: "quay.io/kiali/kiali:v1"}, server
}

func look(t *testing.T, o *operator) {
	t.Helper()
	if err := o.look(context.Background()); err != nil {
		t.Fatal(err)
	}
}

const (
	service    = "/api/v1/namespaces/istio-system/services/kiali"
	settings   = "/api/v1/namespaces/istio-system/configmaps/kiali"
	deployment = "/apis/apps/v1/namespaces/istio-system/deployments/kiali"
)

func TestAKialiGetsItsObjectsWhichBelongToIt(t *testing.T) {
	o, server := start(t, asked(nil))
	look(t, o)
	if len(server.objects) != 4 {
		t.Fatalf("made %v", server.writes)
	}
	for path, made := range server.objects {
		owners := made.Metadata.OwnerReferences
		if len(owners) != 1 || owners[0].UID != "u-1" || owners[0].Kind != "Kiali" {
			t.Errorf("%s belongs to %v", path, owners)
		}
	}
}

func TestAServiceThatOthersChangedStaysAsItIs(t *testing.T) {
	o, server := start(t, asked(nil))
	look(t, o)
	changed := server.objects[service]
	changed.Spec["type"] = "NodePort"
	server.objects[service] = changed
	server.writes = nil
	look(t, o)
	if len(server.writes) != 0 || server.objects[service].Spec["type"] != "NodePort" {
		t.Errorf("wrote %v", server.writes)
	}
}

func TestWhatIsMissingIsMadeAgain(t *testing.T) {
	o, server := start(t, asked(nil))
	look(t, o)
	delete(server.objects, service)
	look(t, o)
	if _, is := server.objects[service]; !is {
		t.Error("the Service is not there")
	}
}

func TestSettingsFollowTheKialiAndPodsTheSettings(t *testing.T) {
	o, server := start(t, asked(map[string]any{"auth": map[string]any{"strategy": "token"}}))
	look(t, o)
	before := server.objects[deployment].Metadata.Annotations[settingsHash]
	server.kialis[0].Spec["auth"] = map[string]any{"strategy": "anonymous"}
	server.writes = nil
	look(t, o)
	if !strings.Contains(server.objects[settings].Data["config.yaml"], "anonymous") {
		t.Errorf("the settings are %s", server.objects[settings].Data)
	}
	if server.objects[deployment].Metadata.Annotations[settingsHash] == before {
		t.Error("the pods keep the old settings")
	}
	if len(server.writes) != 2 {
		t.Errorf("wrote %v", server.writes)
	}
}

func TestAKialiThatIsBeingDeletedGetsNothing(t *testing.T) {
	going := asked(nil)
	going.Metadata.DeletionTimestamp = "2026-01-01T00:00:00Z"
	o, server := start(t, going)
	look(t, o)
	if len(server.writes) != 0 {
		t.Errorf("wrote %v", server.writes)
	}
}

func TestARefusalIsTold(t *testing.T) {
	o, _ := start(t, asked(nil))
	o.api.token = func() (string, error) { return "wrong", nil }
	err := o.look(context.Background())
	if err == nil || !strings.Contains(err.Error(), "401") || !strings.Contains(err.Error(), "who are you?") {
		t.Errorf("%v", err)
	}
}
