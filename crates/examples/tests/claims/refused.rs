//! Chapter 6: what its traces must show.
