//! Compares models: real pairs of the past, and single mutations of today's.

mod all_pairs;
mod browser;
mod faults;
mod forms;
mod history;
mod html;
mod meanings;
mod model_files;
mod mutations;
mod namesakes;
mod retargets;
mod symmetry;
mod used_by;
mod verdicts;
mod views;
mod witnesses;
