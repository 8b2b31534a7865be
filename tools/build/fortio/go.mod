module istio-lab/tools/build/fortio

go 1.26.0

require fortio.org/fortio v1.69.4
