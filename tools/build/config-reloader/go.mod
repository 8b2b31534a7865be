module istio-lab/tools/build/config-reloader

go 1.26.0

require github.com/prometheus-operator/prometheus-operator v0.73.2

// As in its own go.mod: it logs through this.
replace k8s.io/klog/v2 => github.com/simonpasquier/klog-gokit/v3 v3.4.0
