module istio-lab/tools/build/prometheus-2.52

go 1.26.0

require github.com/prometheus/prometheus v0.52.0

replace github.com/prometheus/prometheus => ./prometheus

// As in Prometheus' own go.mod: it logs through these.
replace (
	k8s.io/klog => github.com/simonpasquier/klog-gokit v0.3.0
	k8s.io/klog/v2 => github.com/simonpasquier/klog-gokit/v3 v3.3.0
)
