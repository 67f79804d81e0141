#!/bin/sh
# Greets the visitor named on standard input. First-party and vulnerable on purpose: the name is read
# again as shell.
read -r name
eval "echo welcome, $name"
