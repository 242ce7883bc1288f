# Drawn by profile. To draw it again: gnuplot latency-io.gp
set encoding utf8
set terminal svg size 860,400 dynamic noenhanced font 'sans-serif,13' background '#ffffff' name 'latency_io'
set output 'latency-io.svg'
set datafile separator tab
set border 3 linecolor rgb '#666666'
set tics nomirror textcolor rgb '#333333'
set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set key textcolor rgb '#333333'
set title 'io: how long single reads took' textcolor rgb '#333333' font ',14'
set xlabel 'share of reads that were faster' textcolor rgb '#333333'
set ylabel 'read latency' textcolor rgb '#333333'
set logscale y 10
set ytics ('1 ns' 1e-9, '10 ns' 1e-8, '100 ns' 1e-7, '1 µs' 1e-6, '10 µs' 1e-5, '100 µs' 1e-4, '1 ms' 1e-3, '10 ms' 1e-2, '100 ms' 0.1, '1 s' 1, '10 s' 10, '100 s' 100)
set xrange [0.15:4.15]
set xtics ('50 %%' 0.301, '90 %%' 1.0, '99 %%' 2.0, '99.9 %%' 3.0, 'slowest' 4.0)
set key outside right top reverse Left
plot \
  'latency-io.tsv' index 0 using 1:2 with linespoints pointtype 5 pointsize 0.8 linewidth 1.5 linecolor rgb '#0072B2' title 'sequential', \
  'latency-io.tsv' index 1 using 1:2 with linespoints pointtype 7 pointsize 0.8 linewidth 1.5 linecolor rgb '#D55E00' title 'thread-2', \
  'latency-io.tsv' index 2 using 1:2 with linespoints pointtype 9 pointsize 0.8 linewidth 1.5 linecolor rgb '#009E73' title 'process-2'
