module istio-lab/tools/build/istio

go 1.26.0

require istio.io/istio v0.0.0-20240917190016-da0b3f29e9f9

replace github.com/imdario/mergo => github.com/imdario/mergo v0.3.5

replace istio.io/client-go => ./client-go
