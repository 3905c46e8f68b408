//! A program that does nothing, to subtract from what the real one costs.

fn main() {}
