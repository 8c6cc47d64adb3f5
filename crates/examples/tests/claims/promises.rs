//! Chapter 2: what its traces must show.
