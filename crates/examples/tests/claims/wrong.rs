//! Chapter 5: what its traces must show.
