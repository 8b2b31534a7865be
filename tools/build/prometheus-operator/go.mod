module istio-lab/tools/build/prometheus-operator

go 1.26.0

require github.com/prometheus-operator/prometheus-operator v0.45.0

// As in the operator's own go.mod: an old requirement of Cortex, which comes by way of Thanos, and what it logs through.
replace (
	k8s.io/client-go => k8s.io/client-go v0.20.1
	k8s.io/klog => github.com/simonpasquier/klog-gokit v0.3.0
	k8s.io/klog/v2 => github.com/simonpasquier/klog-gokit/v2 v2.0.1
)
