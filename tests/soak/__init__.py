"""What is too long for `make test`: kills by the hundred, hostile inputs measured, fuzzing (`make soak`)."""
