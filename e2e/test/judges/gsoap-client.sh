#!/bin/sh
# Makes the client: $1 is a folder with client.cpp, $2 the gateway. The generators read the served definition; nothing of what they write is edited.
set -e
cd "$1"
wsdl2h -o service.h "$2/ws/documentservice-v3?wsdl"
soapcpp2 -C -j -x -I/usr/share/gsoap/import service.h
g++ -O0 -w -o client client.cpp soapC.cpp soapDocumentServiceSoapBindingProxy.cpp -lgsoap++
