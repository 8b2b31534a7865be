module istio-lab/tools/build/istio
go 1.26.0
require istio.io/istio v0.0.0-20230719200611-681b4f65a752
replace github.com/imdario/mergo => github.com/imdario/mergo v0.3.5
