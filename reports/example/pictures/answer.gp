# Drawn by profile. To draw it again: gnuplot answer.gp
set encoding utf8
set terminal svg size 760,242 dynamic noenhanced font 'sans-serif,13' background '#ffffff' name 'answer'
set output 'answer.svg'
set datafile separator tab
set border 3 linecolor rgb '#666666'
set tics nomirror textcolor rgb '#333333'
set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set key textcolor rgb '#333333'
set title 'speed-up over the reference' textcolor rgb '#333333' font ',14'
set xlabel 'times as fast as the reference' textcolor rgb '#333333'
set xrange [0:2.028537646118069]
set yrange [5.6:-0.6]
set ytics ('cpu sequential' 0, 'cpu thread-2' 1, 'cpu process-2' 2, 'io sequential' 3, 'io thread-2' 4, 'io process-2' 5)
set key outside right top reverse Left
set arrow from 1, graph 0 to 1, graph 1 nohead dashtype 3 linecolor rgb '#999999'
plot \
  'answer.tsv' index 0 using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0.8 linewidth 2 linecolor rgb '#009E73' title 'recommended', \
  'answer.tsv' index 1 using 2:1:3:4 with xerrorbars pointtype 7 pointsize 0.8 linewidth 2 linecolor rgb '#0072B2' title 'others'
