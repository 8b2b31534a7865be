package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

// Where the Kialis of all namespaces are.
const kialis = "/apis/kiali.io/v1alpha1/kialis"

// Notes on an object which settings it was made with.
const settingsHash = "istio-lab/settings"

const (
	port        = 20001
	metricsPort = 9090
	webRoot     = "/kiali"
)

type owner struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
	UID        string `json:"uid"`
	Controller bool   `json:"controller"`
}

type metadata struct {
	Name              string            `json:"name"`
	Namespace         string            `json:"namespace"`
	UID               string            `json:"uid,omitempty"`
	DeletionTimestamp string            `json:"deletionTimestamp,omitempty"`
	Labels            map[string]string `json:"labels,omitempty"`
	Annotations       map[string]string `json:"annotations,omitempty"`
	OwnerReferences   []owner           `json:"ownerReferences,omitempty"`
}

// kiali is what is asked for.
type kiali struct {
	Metadata metadata       `json:"metadata"`
	Spec     map[string]any `json:"spec"`
}

// object is what is made.
type object struct {
	APIVersion string            `json:"apiVersion"`
	Kind       string            `json:"kind"`
	Metadata   metadata          `json:"metadata"`
	Data       map[string]string `json:"data,omitempty"`
	Spec       map[string]any    `json:"spec,omitempty"`
	folder     string
}

func (o object) collection() string {
	return fmt.Sprintf("%s/namespaces/%s/%s", map[string]string{"v1": "/api/v1", "apps/v1": "/apis/apps/v1"}[o.APIVersion], o.Metadata.Namespace, o.folder)
}

func (o object) path() string { return o.collection() + "/" + o.Metadata.Name }

// settingsOf is the file that Kiali reads: what the Kiali says, and what it leaves to the operator. JSON is YAML.
func settingsOf(wanted kiali) (string, error) {
	settings := map[string]any{"istio_namespace": wanted.Metadata.Namespace}
	for name, value := range wanted.Spec {
		settings[name] = value
	}
	settings["server"] = map[string]any{"port": port, "web_root": webRoot, "metrics_enabled": true, "metrics_port": metricsPort}
	text, err := json.MarshalIndent(settings, "", "  ")
	return string(text), err
}

// objectsOf are the objects of a Kiali, in the order to make them.
func objectsOf(wanted kiali, settings, image string) []object {
	name := wanted.Metadata.Name
	selector := map[string]string{"app.kubernetes.io/name": "kiali", "app.kubernetes.io/instance": name}
	labels := map[string]string{"app": "kiali", "app.kubernetes.io/part-of": "kiali"}
	for label, value := range selector {
		labels[label] = value
	}
	hash := fmt.Sprintf("%x", sha256.Sum256([]byte(settings)))[:12]
	own := func(annotations map[string]string) metadata {
		return metadata{
			Name:        name,
			Namespace:   wanted.Metadata.Namespace,
			Labels:      labels,
			Annotations: annotations,
			OwnerReferences: []owner{{
				APIVersion: "kiali.io/v1alpha1", Kind: "Kiali", Controller: true,
				Name: name, UID: wanted.Metadata.UID,
			}},
		}
	}
	made := map[string]string{settingsHash: hash}
	return []object{
		{APIVersion: "v1", Kind: "ServiceAccount", Metadata: own(nil), folder: "serviceaccounts"},
		{
			APIVersion: "v1", Kind: "ConfigMap", Metadata: own(made), folder: "configmaps",
			Data: map[string]string{"config.yaml": settings},
		},
		{
			APIVersion: "v1", Kind: "Service", Metadata: own(nil), folder: "services",
			Spec: map[string]any{
				"selector": selector,
				"ports": []map[string]any{
					{"name": "http", "port": port, "protocol": "TCP"},
					{"name": "http-metrics", "port": metricsPort, "protocol": "TCP"},
				},
			},
		},
		{
			APIVersion: "apps/v1", Kind: "Deployment", Metadata: own(made), folder: "deployments",
			Spec: map[string]any{
				"replicas": 1,
				"selector": map[string]any{"matchLabels": selector},
				"template": map[string]any{
					"metadata": map[string]any{"labels": podLabels(labels), "annotations": made},
					"spec":     podSpec(name, image),
				},
			},
		},
	}
}

// podLabels keep the mesh from giving the pods a proxy.
func podLabels(labels map[string]string) map[string]string {
	all := map[string]string{"sidecar.istio.io/inject": "false"}
	for label, value := range labels {
		all[label] = value
	}
	return all
}

func podSpec(name, image string) map[string]any {
	health := map[string]any{
		"httpGet":             map[string]any{"path": webRoot + "/healthz", "port": "api-port"},
		"initialDelaySeconds": 5,
		"periodSeconds":       30,
	}
	return map[string]any{
		"serviceAccountName": name,
		"containers": []map[string]any{{
			"name":            "kiali",
			"image":           image,
			"imagePullPolicy": "IfNotPresent",
			"command":         []string{"/opt/kiali/kiali", "-config", "/kiali-configuration/config.yaml"},
			"ports": []map[string]any{
				{"name": "api-port", "containerPort": port},
				{"name": "http-metrics", "containerPort": metricsPort},
			},
			"readinessProbe": health,
			"livenessProbe":  health,
			"volumeMounts":   []map[string]any{{"name": "kiali-configuration", "mountPath": "/kiali-configuration"}},
		}},
		"volumes": []map[string]any{{"name": "kiali-configuration", "configMap": map[string]any{"name": name}}},
	}
}
