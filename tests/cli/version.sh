. "$FUNCTIONS"
fundstelle --version | grep -cE '^fundstelle [0-9]+\.[0-9]+\.[0-9]+$'
