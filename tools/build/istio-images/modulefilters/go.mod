module istio-lab/tools/build/istio-images/modulefilters

go 1.20

require (
	github.com/cncf/xds/go v0.0.0-20230105202645-06c439db220b
	github.com/envoyproxy/go-control-plane v0.11.1-0.20230202164348-98e9e8eacc1a
	google.golang.org/protobuf v1.28.1
	istio.io/api v0.0.0-20230712174848-a2b2de508c88
)

require (
	github.com/census-instrumentation/opencensus-proto v0.4.1 // indirect
	github.com/envoyproxy/protoc-gen-validate v0.9.1 // indirect
	github.com/golang/protobuf v1.5.2 // indirect
	golang.org/x/net v0.4.0 // indirect
	golang.org/x/sys v0.3.0 // indirect
	golang.org/x/text v0.6.0 // indirect
	google.golang.org/genproto v0.0.0-20221118155620-16455021b5e6 // indirect
	google.golang.org/grpc v1.52.3 // indirect
)
