module istio-lab/bed/apps

go 1.26.0
