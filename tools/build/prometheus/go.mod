module istio-lab/tools/build/prometheus

go 1.26.0

require github.com/prometheus/prometheus v1.8.2-0.20220303173753-edfe657b5405

replace github.com/prometheus/prometheus => ./prometheus

// As in Prometheus' own go.mod: it logs through these.
replace (
	k8s.io/klog => github.com/simonpasquier/klog-gokit v0.3.0
	k8s.io/klog/v2 => github.com/simonpasquier/klog-gokit/v3 v3.0.0
)
