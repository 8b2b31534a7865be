module istio-lab/tools/build/bed-programs

go 1.26.0
