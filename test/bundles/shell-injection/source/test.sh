#!/bin/sh
test "$(echo Ada | ./greet.sh)" = 'welcome, Ada'
