# Drawn by profile. To draw it again: gnuplot distribution-cpu.gp
set encoding utf8
set terminal svg size 860,444 dynamic noenhanced font 'sans-serif,13' background '#ffffff' name 'distribution_cpu'
set output 'distribution-cpu.svg'
set datafile separator tab
set border 3 linecolor rgb '#666666'
set tics nomirror textcolor rgb '#333333'
set grid linecolor rgb '#dddddd' linetype 1 linewidth 0.5
set key textcolor rgb '#333333'
set multiplot layout 1,2
set bmargin at screen 0.25900900900900903
set tmargin at screen 0.8896396396396397
set title 'cpu: the trials of each configuration' textcolor rgb '#333333' font ',14'
unset key
set ylabel 'wall time (s)' textcolor rgb '#333333'
set yrange [0:*]
set xrange [0.4:3.6]
set xtics ('sequential' 1, 'thread-2' 2, 'process-2' 3)
plot \
  'distribution-cpu.tsv' index 1 using 1:3:($1-0.3):($1+0.3):2:4 with boxxyerror fillstyle transparent solid 0.2 border rgb '#666666' linecolor rgb '#0072B2' notitle, \
  'distribution-cpu.tsv' index 1 using ($1-0.3):3:(0.6):(0) with vectors nohead linewidth 2 linecolor rgb '#333333' notitle, \
  'distribution-cpu.tsv' index 0 using 1:2 with points pointtype 5 pointsize 0.5 linecolor rgb '#0072B2' notitle, \
  'distribution-cpu.tsv' index 3 using 1:3:($1-0.3):($1+0.3):2:4 with boxxyerror fillstyle transparent solid 0.2 border rgb '#666666' linecolor rgb '#D55E00' notitle, \
  'distribution-cpu.tsv' index 3 using ($1-0.3):3:(0.6):(0) with vectors nohead linewidth 2 linecolor rgb '#333333' notitle, \
  'distribution-cpu.tsv' index 2 using 1:2 with points pointtype 7 pointsize 0.5 linecolor rgb '#D55E00' notitle, \
  'distribution-cpu.tsv' index 5 using 1:3:($1-0.3):($1+0.3):2:4 with boxxyerror fillstyle transparent solid 0.2 border rgb '#666666' linecolor rgb '#009E73' notitle, \
  'distribution-cpu.tsv' index 5 using ($1-0.3):3:(0.6):(0) with vectors nohead linewidth 2 linecolor rgb '#333333' notitle, \
  'distribution-cpu.tsv' index 4 using 1:2 with points pointtype 9 pointsize 0.5 linecolor rgb '#009E73' notitle
set title 'in the order of rounds' textcolor rgb '#333333' font ',14'
set key at screen 0.5, screen 0.015 center bottom horizontal maxcols 3 reverse Left
set ylabel 'deviation from the own median (%)' textcolor rgb '#333333'
set xlabel 'round' textcolor rgb '#333333'
set yrange [*:*]
set xrange [0.5:8.5]
set offsets 0, 0, graph 0.05, graph 0.05
set xtics norotate 1
plot 0 with lines linecolor rgb '#999999' notitle, \
  'distribution-cpu.tsv' index 0 using 3:4 with linespoints pointtype 5 pointsize 0.5 linewidth 1 linecolor rgb '#0072B2' title 'sequential', \
  'distribution-cpu.tsv' index 2 using 3:4 with linespoints pointtype 7 pointsize 0.5 linewidth 1 linecolor rgb '#D55E00' title 'thread-2', \
  'distribution-cpu.tsv' index 4 using 3:4 with linespoints pointtype 9 pointsize 0.5 linewidth 1 linecolor rgb '#009E73' title 'process-2'
unset multiplot
